// Azure AI Search for the procedures. Keys are off: whoever asks has a role.
param location string
param tags object
param suffix string

resource search 'Microsoft.Search/searchServices@2025-05-01' = {
  name: 'srch-desk-${suffix}'
  location: location
  tags: tags
  sku: { name: 'basic' }
  properties: {
    disableLocalAuth: true
    replicaCount: 1
    partitionCount: 1
    hostingMode: 'Default'
    semanticSearch: 'disabled'
  }
}

output name string = search.name
output endpoint string = 'https://${search.name}.search.windows.net'
