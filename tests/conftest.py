"""Shared by all tests: which of them may be left out."""

import os
import shutil
from collections.abc import Generator

import pytest

# What decides about a change installs everything first (.ci/run); there a test that is left out has failed.
NO_SKIPS = os.environ.get("WHYFIRST_NO_SKIPS") == "1"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests marked `browser` where there is none."""
    if any(shutil.which(name) for name in BROWSERS):
        return
    reason = "no Chromium on this machine; install one to run this (Debian: apt-get install chromium)"
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped test into a failed one where nothing may be left out."""
    report = yield
    _no_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a file that skips all its tests."""
    report = yield
    _no_skip(report)
    return report


def _no_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    expected_failure = hasattr(report, "wasxfail")
    if NO_SKIPS and report.outcome == "skipped" and not expected_failure:
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"Left out, and WHYFIRST_NO_SKIPS=1 allows no test to be. {why}"
