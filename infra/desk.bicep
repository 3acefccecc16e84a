// One desk within its resource group: what there is, and what hands what to what. Who may do what stands in roles.bicep alone.
param environmentName string
param location string
param tags object
param deployerId string
param deployerType string
param imageDigest string
param replicas int
param databaseIsRedundant bool
param appsSubnetId string
param databaseSubnetId string
param databaseZoneId string
param filesServer string
param filesShare string
param searchIndex string
param gatewayName string
param gatewayGroup string
param gatewayAudience string
param toolsAudience string
param modelVersion string
param agents string
param secretSettings array

var suffix = uniqueString(subscription().id, environmentName, location)
var makesNetwork = empty(appsSubnetId)
var makesSearch = !empty(searchIndex)
var makesHostedAgents = !empty(gatewayName)

// Who the desk is, towards Teams, the database, the registry and everything else. It has no password anywhere.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-desk-${suffix}'
  location: location
  tags: tags
}

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'cr${suffix}'
  location: location
  tags: tags
  sku: { name: 'Basic' }
  properties: { adminUserEnabled: false, anonymousPullEnabled: false }
}

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: 'kv-${suffix}'
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    // Reached from the desk's own subnet and nowhere else; put secrets in from there, or open it to an address for that while.
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      virtualNetworkRules: [{ id: subnets.apps }]
    }
  }
}

module network 'network.bicep' = if (makesNetwork) {
  params: { location: location, tags: tags, suffix: suffix }
}

var subnets = {
  apps: makesNetwork ? network!.outputs.appsSubnetId : appsSubnetId
  database: makesNetwork ? network!.outputs.databaseSubnetId : databaseSubnetId
  feed: makesNetwork ? network!.outputs.feedSubnetId : ''
}

module files 'files.bicep' = if (empty(filesServer)) {
  params: {
    location: location
    tags: tags
    suffix: suffix
    subnetIds: filter([subnets.apps, subnets.feed], id => !empty(id))
  }
}

module logs 'logs.bicep' = {
  params: { location: location, tags: tags, suffix: suffix }
}

module database 'database.bicep' = {
  params: {
    location: location
    tags: tags
    suffix: suffix
    isRedundant: databaseIsRedundant
    subnetId: subnets.database
    zoneId: makesNetwork ? network!.outputs.databaseZoneId : databaseZoneId
    ownerName: identity.name
    ownerId: identity.properties.principalId
  }
}

module search 'search.bicep' = if (makesSearch) {
  params: { location: location, tags: tags, suffix: suffix }
}

module foundry 'foundry.bicep' = if (makesHostedAgents) {
  params: {
    location: location
    tags: tags
    suffix: suffix
    modelVersion: modelVersion
    gatewayUrl: gateway!.properties.gatewayUrl
    gatewayAudience: gatewayAudience
  }
}

resource gateway 'Microsoft.ApiManagement/service@2025-09-01-preview' existing = if (makesHostedAgents) {
  scope: resourceGroup(gatewayGroup)
  name: gatewayName
}

module app 'app.bicep' = {
  params: {
    location: location
    tags: tags
    suffix: suffix
    image: empty(imageDigest) ? '' : '${registry.properties.loginServer}/treasury-desk@${imageDigest}'
    registryServer: registry.properties.loginServer
    replicas: replicas
    subnetId: subnets.apps
    workspaceId: logs.outputs.workspaceId
    identityId: identity.id
    identityClientId: identity.properties.clientId
    filesServer: empty(filesServer) ? files!.outputs.server : filesServer
    filesShare: empty(filesServer) ? files!.outputs.share : filesShare
    databaseUrl: database.outputs.url
    searchEndpoint: makesSearch ? search!.outputs.endpoint : ''
    searchIndex: searchIndex
    agents: agents
    projectEndpoint: makesHostedAgents ? foundry!.outputs.projectEndpoint : ''
    toolsAudience: makesHostedAgents ? toolsAudience : ''
    toolsCallerId: makesHostedAgents ? gateway!.identity.principalId : ''
    vaultUri: vault.properties.vaultUri
    secretSettings: secretSettings
  }
  // The first pull and the first look into the vault need their roles.
  dependsOn: [roles]
}

module tools 'apim/tools.bicep' = if (makesHostedAgents) {
  scope: resourceGroup(gatewayGroup)
  params: {
    gateway: gatewayName
    desk: app.outputs.url
    gatewayAudience: gatewayAudience
    toolsAudience: toolsAudience
    callerIds: makesHostedAgents ? foundry!.outputs.callerIds : []
  }
}

module bot 'bot.bicep' = {
  params: {
    tags: tags
    suffix: suffix
    endpoint: '${app.outputs.url}/api/messages'
    identityId: identity.id
    identityClientId: identity.properties.clientId
  }
}

module roles 'roles.bicep' = {
  params: {
    deskId: identity.properties.principalId
    deployerId: deployerId
    deployerType: deployerType
    registryName: registry.name
    vaultName: vault.name
    searchName: makesSearch ? search!.outputs.name : ''
    accountName: makesHostedAgents ? foundry!.outputs.accountName : ''
  }
}

output registryName string = registry.name
output botId string = identity.properties.clientId
output deskUrl string = app.outputs.url
output deskDomain string = app.outputs.domain
output files string = empty(filesServer) ? '${files!.outputs.server}:${files!.outputs.share}' : '${filesServer}:${filesShare}'
output databaseUrl string = database.outputs.url
output searchEndpoint string = makesSearch ? search!.outputs.endpoint : ''
output projectEndpoint string = makesHostedAgents ? foundry!.outputs.projectEndpoint : ''
