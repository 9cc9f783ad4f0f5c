"""From bytes to typed values and back; what is unknown is refused by name."""
