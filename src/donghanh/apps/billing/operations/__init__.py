"""Acts on invoices: billing runs, and corrections that point back to what they correct."""

from donghanh.apps.billing.operations.running import RunTold, dry_run, run_billing

__all__ = ["RunTold", "dry_run", "run_billing"]
