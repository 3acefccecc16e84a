// PostgreSQL that only the desk's subnet reaches, and only identities sign in to.
param location string
param tags object
param suffix string
param isRedundant bool
param subnetId string
param zoneId string

@description('The desk. It owns the server since nothing else is on it, and it brings its own tables.')
param ownerName string
param ownerId string

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01' = {
  name: 'psql-desk-${suffix}'
  location: location
  tags: tags
  sku: { name: 'Standard_D2ds_v5', tier: 'GeneralPurpose' }
  properties: {
    version: '17'
    authConfig: { activeDirectoryAuth: 'Enabled', passwordAuth: 'Disabled', tenantId: tenant().tenantId }
    network: {
      delegatedSubnetResourceId: subnetId
      privateDnsZoneArmResourceId: zoneId
      publicNetworkAccess: 'Disabled'
    }
    storage: { storageSizeGB: 64, autoGrow: 'Enabled' }
    // As long as the service keeps any; what must be kept for years leaves as an audit bundle.
    backup: { backupRetentionDays: 35, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: isRedundant ? 'ZoneRedundant' : 'Disabled' }
  }

  resource owner 'administrators' = {
    name: ownerId
    properties: { principalName: ownerName, principalType: 'ServicePrincipal', tenantId: tenant().tenantId }
  }

  resource database 'databases' = {
    name: 'treasury_desk'
    properties: { charset: 'UTF8', collation: 'en_US.utf8' }
    dependsOn: [owner]
  }
}

// No password in it: the desk's identity signs in.
output url string = 'postgresql://${ownerName}@${server.properties.fullyQualifiedDomainName}/${server::database.name}?sslmode=verify-full'
