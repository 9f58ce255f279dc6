-- What is in force is found by the policy entries alone, however long the ledger is.
create index ledger_entry_policy on ledger_entry (seq) where type in ('policy_accepted', 'policy_cleared', 'policy_confirmed');
