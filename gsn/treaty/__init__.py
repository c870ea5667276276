"""Treaty profiles: what a case is held against, as texts of their own."""
