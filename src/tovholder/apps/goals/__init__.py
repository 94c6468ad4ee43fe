"""Goals and the action plan that reaches them."""
