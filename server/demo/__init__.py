"""The demo: invented people, whose year adds up to the published figures of one real service."""
