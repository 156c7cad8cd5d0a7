"""The only SQL of the house: models, migrations, and one module of queries per aggregate.

Every function takes a transaction first and returns the frozen records of `facilitation.model`. `ws` is the
id of the workspace: a row of another workspace is as good as absent.
"""
