// Everything of one desk, in a resource group of its own. Parameters come from main.parameters.json, outputs go to .azure/NAME/.env: README.md.
targetScope = 'subscription'

@description('Name of the azd environment; part of every name.')
@minLength(1)
@maxLength(20)
param environmentName string

@description('Region of everything.')
param location string

@description('Who deploys, to be let into search, project and vault. An Entra object id.')
param deployerId string

@description('What kind of principal that is.')
@allowed(['User', 'ServicePrincipal'])
param deployerType string = 'User'

@description('sha256:... of the image treasury-desk in the registry. Empty: all but the desk itself, for there is no registry to push to before.')
param imageDigest string = ''

@description('How many desks run at once. They share the database.')
@minValue(1)
@maxValue(10)
param replicas int = 2

@description('Whether the database has a standby in another zone. Doubles its price.')
param databaseIsRedundant bool = false

@description('Subnet that is there already for the container apps, with a delegation to Microsoft.App/environments. Empty: a network is made.')
param appsSubnetId string = ''

@description('Subnet that is there already for PostgreSQL, with a delegation to Microsoft.DBforPostgreSQL/flexibleServers.')
param databaseSubnetId string = ''

@description('Private DNS zone that is there already and ends on .postgres.database.azure.com, linked to the network.')
param databaseZoneId string = ''

@description('NFS share that is there already for people, lists and ledger: NAME.file.core.windows.net. Empty: one is made.')
param filesServer string = ''

@description('And its path: /NAME/SHARE.')
param filesShare string = ''

@description('Index in the search service to ask for procedures. Empty: the knowledge folder is read, and no search service is made.')
param searchIndex string = ''

@description('API Management that is there already (Basic v2 and up, or Developer). Empty: no hosted agents, and none of what they need.')
param gatewayName string = ''

@description('Resource group of that API Management.')
param gatewayGroup string = ''

@description('Application ID URI registered for the gateway: whom agents ask tokens for.')
param gatewayAudience string = ''

@description('Application ID URI registered for the tools: whom the gateway asks tokens for.')
param toolsAudience string = ''

@description('Version of the model gpt-5.4-mini, as the region offers it. Pinned: it changes when somebody changes it here.')
param modelVersion string = ''

@description('embedded, or foundry once `desk agents deploy` has pinned the hosted agents.')
@allowed(['embedded', 'foundry'])
param agents string = 'embedded'

@description('Settings that are secrets, each by the name it has in the vault: [{ setting: \'METRICS_TOKEN\', secret: \'metrics-token\' }].')
param secretSettings array = []

var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module desk 'desk.bicep' = {
  scope: group
  params: {
    environmentName: environmentName
    location: location
    tags: tags
    deployerId: deployerId
    deployerType: deployerType
    imageDigest: imageDigest
    replicas: replicas
    databaseIsRedundant: databaseIsRedundant
    appsSubnetId: appsSubnetId
    databaseSubnetId: databaseSubnetId
    databaseZoneId: databaseZoneId
    filesServer: filesServer
    filesShare: filesShare
    searchIndex: searchIndex
    gatewayName: gatewayName
    gatewayGroup: gatewayGroup
    gatewayAudience: gatewayAudience
    toolsAudience: toolsAudience
    modelVersion: modelVersion
    agents: agents
    secretSettings: secretSettings
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_CONTAINER_REGISTRY_NAME string = desk.outputs.registryName
output DESK_URL string = desk.outputs.deskUrl
output DESK_FILES string = desk.outputs.files
output MICROSOFT_APP_ID string = desk.outputs.botId
output MICROSOFT_APP_TENANT_ID string = tenant().tenantId
output MICROSOFT_APP_TYPE string = 'UserAssignedMSI'
output DATABASE_URL string = desk.outputs.databaseUrl
output AZURE_SEARCH_ENDPOINT string = desk.outputs.searchEndpoint
output AZURE_SEARCH_INDEX string = searchIndex
output FOUNDRY_PROJECT_ENDPOINT string = desk.outputs.projectEndpoint
// What the Teams app's manifest asks for: docs/teams-app.md.
output BOT_ID string = desk.outputs.botId
output BOT_DOMAIN string = desk.outputs.deskDomain
output TEAMS_APP_ID string = guid(subscription().id, environmentName, 'treasury-desk')
