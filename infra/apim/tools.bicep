// The three tools of the desk as MCP servers in an API Management that is there already (Basic v2 and up, or Developer), with a managed identity of its own.
// az deployment group create -g GROUP -f infra/apim/tools.bicep -p gateway=NAME desk=https://desk.example.com gatewayAudience=api://... toolsAudience=api://... callerIds='["ID","ID"]'

@description('Name of the API Management service.')
param gateway string

@description('Where the desk is reached, without a path.')
param desk string

@description('Application ID URI that agents ask tokens for.')
param gatewayAudience string

@description('Application ID URI that the gateway asks tokens for.')
param toolsAudience string

@description('Object ids of the two identities that agents call with.')
@minLength(2)
@maxLength(2)
param callerIds array

var tools = ['sanctions-screening', 'liquidity-gate', 'treasury-kb']
// What tools-policy.xml names.
var values = [
  { name: 'desk-tenant', value: tenant().tenantId }
  { name: 'tools-gateway-audience', value: gatewayAudience }
  { name: 'tools-audience', value: toolsAudience }
  { name: 'tools-caller-1', value: callerIds[0] }
  { name: 'tools-caller-2', value: callerIds[1] }
]

resource service 'Microsoft.ApiManagement/service@2025-09-01-preview' existing = {
  name: gateway
}

resource namedValues 'Microsoft.ApiManagement/service/namedValues@2025-09-01-preview' = [for one in values: {
  parent: service
  name: one.name
  properties: { displayName: one.name, value: one.value, secret: false }
}]

resource backends 'Microsoft.ApiManagement/service/backends@2025-09-01-preview' = [for tool in tools: {
  parent: service
  name: 'treasury-desk-${tool}'
  properties: {
    protocol: 'http'
    url: '${desk}/mcp/${tool}'
    tls: { validateCertificateChain: true, validateCertificateName: true }
  }
}]

// The published schema knows MCP servers but not yet where they lead; union lets that through.
resource apis 'Microsoft.ApiManagement/service/apis@2025-09-01-preview' = [for (tool, index) in tools: {
  parent: service
  name: 'treasury-desk-${tool}'
  properties: union({
    displayName: 'Treasury Desk, ${tool}'
    path: tool
    protocols: ['https']
    subscriptionRequired: false
    type: 'mcp'
    mcpProperties: { transportType: 'streamable' }
  }, {
    backendId: backends[index].name
  })
}]

resource policies 'Microsoft.ApiManagement/service/apis/policies@2025-09-01-preview' = [for (tool, index) in tools: {
  parent: apis[index]
  name: 'policy'
  properties: { format: 'rawxml', value: loadTextContent('tools-policy.xml') }
  dependsOn: [namedValues]
}]
