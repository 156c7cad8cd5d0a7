"""One function per intention: one transaction that loads, asks the rules, saves and enqueues what follows."""
