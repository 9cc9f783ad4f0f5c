"""One verb for each function, one transaction for each verb."""
