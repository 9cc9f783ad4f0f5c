"""Who has seen what, pure: the words of the log, its canonical bytes, its chain, and whether it is whole."""
