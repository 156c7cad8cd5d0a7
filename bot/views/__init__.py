"""What the bot shows: pure functions from facts to Slack's blocks. Words come from `prompts`."""
