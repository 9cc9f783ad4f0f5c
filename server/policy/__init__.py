"""Who may do what, as tables that can be read aloud."""
