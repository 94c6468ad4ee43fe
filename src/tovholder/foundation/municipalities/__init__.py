"""The 98 municipalities, regions, administrations, units and partners."""
