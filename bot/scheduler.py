"""The few ticks that run in every process. Every due time is a row of ours, so ticks are cheap and restart-proof."""

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from bot.delivery import deliver_due
from bot.services import Services
from bot.use_cases import chasing

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
    scheduler.add_job(chasing.plan, "interval", seconds=PLAN_SECONDS, args=[services], id="plan")
    scheduler.add_job(deliver_due, "interval", seconds=DELIVER_SECONDS, args=[services], id="deliver")
    return scheduler


def tick(services: Services) -> None:
    """Do at once what the ticks would do: plan, then deliver."""
    chasing.plan(services)
    deliver_due(services)
