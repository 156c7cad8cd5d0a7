"""Measurements against the bare framework, each a ratio in one run on one machine (design §9). `make bench`."""
