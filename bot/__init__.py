"""The Slack edge: listeners by journey, use cases, views, scheduler, delivery, settings, command line."""
