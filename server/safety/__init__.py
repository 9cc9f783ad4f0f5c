"""The watch over workers, as pure functions of signals and time: no Flask, no SQL, no clock."""
