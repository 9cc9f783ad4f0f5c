"""What the server can do: one verb per function, one transaction each."""
