"""What the pages show and take, without a screen: plain objects over one Desk, tested without Tk."""
