"""The Slack edge: listeners by user journey, use cases, views, scheduler, delivery, settings and command line."""
