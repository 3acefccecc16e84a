// Every role that is given, and there is no other: who, what, why. The database's owner is not a role of Azure and stands in database.bicep;
// what the gateway lets in stands in apim/tools-policy.xml.
param deskId string
param deployerId string
param deployerType string
param registryName string
param vaultName string
param searchName string
param accountName string

// The desk pulls its own image.
var acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'
// The desk reads the secrets that settings name; it writes none.
var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
// Whoever deploys puts them there.
var keyVaultSecretsOfficer = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
// The desk asks the index.
var searchIndexDataReader = '1407120a-92aa-4202-b7e9-c0e197c71c8f'
// Whoever deploys makes the index and fills it.
var searchServiceContributor = '7ca78c08-252a-4471-8644-bb5ff32d4ba0'
var searchIndexDataContributor = '8ebe5a00-799e-43f5-93ac-243d3dce84a7'
// The desk runs agents, and `desk agents deploy` makes them: Foundry User, which was Azure AI User.
var foundryUser = '53ca6127-db72-4b80-b1b0-d745d6d5456d'

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = { name: registryName }
resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = { name: vaultName }
resource search 'Microsoft.Search/searchServices@2025-05-01' existing = if (!empty(searchName)) { name: searchName }
resource account 'Microsoft.CognitiveServices/accounts@2026-05-01' existing = if (!empty(accountName)) { name: accountName }

resource deskOnRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: registry
  name: guid(registry.id, deskId, acrPull)
  properties: {
    principalId: deskId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', acrPull)
    description: 'The desk pulls its image.'
  }
}

resource deskOnVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, deskId, keyVaultSecretsUser)
  properties: {
    principalId: deskId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
    description: 'The desk reads settings that are secrets.'
  }
}

resource deployerOnVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, deployerId, keyVaultSecretsOfficer)
  properties: {
    principalId: deployerId
    principalType: deployerType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsOfficer)
    description: 'Whoever deploys puts settings that are secrets there.'
  }
}

resource deskOnSearch 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(searchName)) {
  scope: search
  name: guid(resourceGroup().id, searchName, deskId, searchIndexDataReader)
  properties: {
    principalId: deskId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', searchIndexDataReader)
    description: 'The desk asks for procedures.'
  }
}

resource deployerOnSearch 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in [searchServiceContributor, searchIndexDataContributor]: if (!empty(searchName)) {
  scope: search
  name: guid(resourceGroup().id, searchName, deployerId, role)
  properties: {
    principalId: deployerId
    principalType: deployerType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    description: 'Whoever deploys makes the index and fills it.'
  }
}]

resource deskOnAgents 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(accountName)) {
  scope: account
  name: guid(resourceGroup().id, accountName, deskId, foundryUser)
  properties: {
    principalId: deskId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', foundryUser)
    description: 'The desk runs its hosted agents.'
  }
}

resource deployerOnAgents 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(accountName)) {
  scope: account
  name: guid(resourceGroup().id, accountName, deployerId, foundryUser)
  properties: {
    principalId: deployerId
    principalType: deployerType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', foundryUser)
    description: 'Whoever deploys makes versions of the hosted agents.'
  }
}
