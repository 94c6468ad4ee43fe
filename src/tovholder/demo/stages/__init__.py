"""The stages of the demo, one module for each part of the product that they fill."""
