// The three tools of the desk as MCP servers in an API Management that is there already (Basic v2 and up, or Developer).
// az deployment group create -g GROUP -f infra/apim/tools.bicep -p gateway=NAME desk=https://desk.example.com

@description('Name of the API Management service.')
param gateway string

@description('Where the desk is reached, without a path.')
param desk string

var tools = ['sanctions-screening', 'liquidity-gate', 'treasury-kb']

resource service 'Microsoft.ApiManagement/service@2024-06-01-preview' existing = {
  name: gateway
}

resource backends 'Microsoft.ApiManagement/service/backends@2024-06-01-preview' = [for tool in tools: {
  parent: service
  name: 'treasury-desk-${tool}'
  properties: {
    protocol: 'http'
    url: '${desk}/mcp/${tool}'
    tls: { validateCertificateChain: true, validateCertificateName: true }
  }
}]

// The compiler's own types do not know MCP servers yet; union lets their properties through.
resource apis 'Microsoft.ApiManagement/service/apis@2024-06-01-preview' = [for (tool, index) in tools: {
  parent: service
  name: 'treasury-desk-${tool}'
  properties: union({
    displayName: 'Treasury Desk, ${tool}'
    path: tool
    protocols: ['https']
    subscriptionRequired: false
  }, {
    type: 'mcp'
    backendId: backends[index].name
    mcpProperties: { transportType: 'streamable' }
  })
}]

resource policies 'Microsoft.ApiManagement/service/apis/policies@2024-06-01-preview' = [for (tool, index) in tools: {
  parent: apis[index]
  name: 'policy'
  properties: { format: 'rawxml', value: loadTextContent('tools-policy.xml') }
}]
