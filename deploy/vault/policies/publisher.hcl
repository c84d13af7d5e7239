# What copying an approved connection into the global catalog needs: read a tenant's secret, write the copy.
# It is apart from the writer so that no request of a tenant can ever reach a global path.

path "secret/data/drawbridge/tenants/+/+" {
  capabilities = ["read"]
}

# "create" and "update" are both needed: KV v2 asks for "create" on the first version and for "update" on later ones.
path "secret/data/drawbridge/global/+/+" {
  capabilities = ["create", "read", "update"]
}

# Deleting the metadata destroys every version at once: the only kind of removal, because a revoked credential must
# not be recoverable. "update" keeps the id of the operation in custom_metadata.
path "secret/metadata/drawbridge/global/+/+" {
  capabilities = ["read", "update", "delete"]
}

# For reconciliation only: finds copies that no published connection points at.
path "secret/metadata/drawbridge/global" {
  capabilities = ["list"]
}
path "secret/metadata/drawbridge/global/+" {
  capabilities = ["list"]
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
