// A network for a desk that brings none: a subnet each for the apps, for the database, and for whatever feeds lists and ledgers onto the share.
param location string
param tags object
param suffix string

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-desk-${suffix}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.40.0.0/16'] }
    subnets: [
      {
        name: 'apps'
        properties: {
          addressPrefix: '10.40.0.0/23'
          delegations: [{ name: 'apps', properties: { serviceName: 'Microsoft.App/environments' } }]
          serviceEndpoints: [{ service: 'Microsoft.Storage' }, { service: 'Microsoft.KeyVault' }]
        }
      }
      {
        name: 'database'
        properties: {
          addressPrefix: '10.40.2.0/28'
          delegations: [{ name: 'database', properties: { serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers' } }]
        }
      }
      {
        name: 'feed'
        properties: { addressPrefix: '10.40.3.0/28', serviceEndpoints: [{ service: 'Microsoft.Storage' }] }
      }
    ]
  }

  resource apps 'subnets' existing = { name: 'apps' }
  resource database 'subnets' existing = { name: 'database' }
  resource feed 'subnets' existing = { name: 'feed' }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'desk-${suffix}.private.postgres.database.azure.com'
  location: 'global'
  tags: tags
}

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zone
  name: 'desk'
  location: 'global'
  properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
}

output appsSubnetId string = network::apps.id
output databaseSubnetId string = network::database.id
output feedSubnetId string = network::feed.id
output databaseZoneId string = zone.id
