"""From target group to use: what is counted, what cannot be, and where most are lost."""
