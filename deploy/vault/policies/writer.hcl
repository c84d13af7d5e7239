# What the API process may do while it creates, rotates and revokes connections.
# Paths are uuids only: a list is not filtered by policy, so a name in a path would leak.
# Wildcards are "+" (one segment), never a trailing "*", so that a grant cannot reach deeper than one secret.

# Tenant secrets and platform OAuth client secrets. "create" and "update" are both needed: KV v2 asks for "create"
# on the first version and for "update" on every later one. No "delete": versions are never soft-deleted, see below.
path "secret/data/drawbridge/tenants/+/+" {
  capabilities = ["create", "read", "update"]
}
path "secret/data/drawbridge/platform/+/+" {
  capabilities = ["create", "read", "update"]
}

# Deleting the metadata destroys every version at once: the only kind of removal, because a revoked credential must
# not be recoverable. "update" keeps the id of the operation in custom_metadata, by which a write is recognised after
# a crash; there is no "create", so metadata cannot come before its secret.
path "secret/metadata/drawbridge/tenants/+/+" {
  capabilities = ["read", "update", "delete"]
}
path "secret/metadata/drawbridge/platform/+/+" {
  capabilities = ["read", "update", "delete"]
}

# For reconciliation only: every stored secret must have a row in the database, and the other way round.
path "secret/metadata/drawbridge/tenants" {
  capabilities = ["list"]
}
path "secret/metadata/drawbridge/tenants/+" {
  capabilities = ["list"]
}
path "secret/metadata/drawbridge/platform" {
  capabilities = ["list"]
}
path "secret/metadata/drawbridge/platform/+" {
  capabilities = ["list"]
}

# Signs and checks the digests of the audit chain. The key itself never leaves Vault, and this policy cannot change it.
path "transit/sign/drawbridge-audit" {
  capabilities = ["update"]
}
path "transit/verify/drawbridge-audit" {
  capabilities = ["update"]
}

# Its own token, and nobody else's.
path "auth/token/lookup-self" {
  capabilities = ["read"]
}
path "auth/token/renew-self" {
  capabilities = ["update"]
}
path "auth/token/revoke-self" {
  capabilities = ["update"]
}
