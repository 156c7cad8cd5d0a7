"""Run by Alembic: applies the revisions in the transaction that `storage.migrating` has begun."""

from alembic import context

from storage.models import Base

connection = context.config.attributes.get("connection")
if connection is None:
    raise RuntimeError("Migrations are run by `whyfirst migrate`, which keeps other replicas out meanwhile.")

context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
