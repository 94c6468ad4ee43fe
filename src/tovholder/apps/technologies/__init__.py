"""The shared catalogue of welfare technologies."""
