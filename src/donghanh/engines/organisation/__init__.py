"""Rules of the organisation's tree: what becomes of codes and figures when units merge and split."""
