"""The few ticks that run in every process. Every due time is a row of ours, so ticks are cheap and restart-proof."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from bot.background import guarded
from bot.delivery import deliver_due, end_polls
from bot.services import Services
from bot.use_cases import chasing, decision_search

PLAN_SECONDS = 30
DELIVER_SECONDS = 5


def build_scheduler(services: Services) -> BackgroundScheduler:
    """Return the scheduler with every recurring job: the one list of them. Times are real time, in seconds."""
    scheduler = BackgroundScheduler(
        timezone="UTC",
        executors={"default": ThreadPoolExecutor(2)},
        # A tick that comes late still has to run, once: its work is whatever the tables say is due.
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    jobs: dict[str, tuple[Callable[[Services], object], int]] = {
        "plan": (chasing.plan, PLAN_SECONDS),
        "reviews": (decision_search.plan_reviews, PLAN_SECONDS),
        "polls": (end_polls, PLAN_SECONDS),
        "deliver": (deliver_due, DELIVER_SECONDS),
    }
    for name, (job, seconds) in jobs.items():
        # The first tick runs at once: what fell due while nothing ran has waited long enough.
        first, task = datetime.now(UTC), partial(job, services)
        scheduler.add_job(guarded, "interval", seconds=seconds, args=[task], id=name, next_run_time=first)
    return scheduler


def tick(services: Services) -> None:
    """Do at once what the ticks would do: plan, then deliver. Raises StorageUnavailable."""
    chasing.plan(services)
    decision_search.plan_reviews(services)
    end_polls(services)
    deliver_due(services)
