"""The only room with SQLAlchemy: tables, finders and the unit of work."""
