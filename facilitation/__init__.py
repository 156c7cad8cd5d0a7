"""The rules of the facilitation method: pure, standard library only, `now` is always an argument."""
