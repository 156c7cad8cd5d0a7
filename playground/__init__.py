"""A local workspace that speaks Slack's protocol, to try, rehearse and test a Slack app."""
