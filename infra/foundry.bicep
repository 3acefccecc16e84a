// The hosted agents' account and project: one model, pinned, and a connection for each tool behind the gateway.
param location string
param tags object
param suffix string
param modelVersion string
param gatewayUrl string
param gatewayAudience string

// Named as agents/*.yaml name them.
var tools = ['sanctions-screening', 'liquidity-gate', 'treasury-kb']

resource account 'Microsoft.CognitiveServices/accounts@2026-05-01' = {
  name: 'ai-desk-${suffix}'
  location: location
  tags: tags
  kind: 'AIServices'
  sku: { name: 'S0' }
  identity: { type: 'SystemAssigned' }
  properties: {
    customSubDomainName: 'ai-desk-${suffix}'
    allowProjectManagement: true
    disableLocalAuth: true
    // Agents are deployed from where people work; who they are is what counts.
    publicNetworkAccess: 'Enabled'
  }
}

resource model 'Microsoft.CognitiveServices/accounts/deployments@2026-05-01' = {
  parent: account
  name: 'gpt-5.4-mini'
  sku: { name: 'GlobalStandard', capacity: 50 }
  properties: {
    model: { format: 'OpenAI', name: 'gpt-5.4-mini', version: modelVersion }
    versionUpgradeOption: 'NoAutoUpgrade'
  }
}

resource project 'Microsoft.CognitiveServices/accounts/projects@2026-05-01' = {
  parent: account
  name: 'treasury-desk'
  location: location
  tags: tags
  identity: { type: 'SystemAssigned' }
  properties: { displayName: 'Treasury Desk', description: 'The three screening agents' }
  dependsOn: [model]
}

// The published schema does not know the project's identity as a way to sign in yet; union lets it through.
resource connections 'Microsoft.CognitiveServices/accounts/projects/connections@2026-05-01' = [for tool in tools: {
  parent: project
  name: 'treasury-desk-${tool}'
  properties: union({
    category: 'RemoteTool'
    target: '${gatewayUrl}/${tool}/mcp'
    isSharedToAll: true
  }, {
    authType: 'ProjectManagedIdentity'
    audience: gatewayAudience
  })
}]

output accountName string = account.name
output projectEndpoint string = 'https://${account.name}.services.ai.azure.com/api/projects/${project.name}'
// Either was seen to call: docs/foundry.md.
output callerIds array = [project.identity.principalId, account.identity.principalId]
