"""Third stage: Contract and patterns -> Detection. What the contract says, whatever anyone wished."""
