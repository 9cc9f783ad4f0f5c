"""What is not ours: the clock, random numbers, ids, the sign-in library, compression."""
