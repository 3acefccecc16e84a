// The share with people, lists and ledger. NFS, since it is let in by the network and so needs no key.
param location string
param tags object
param suffix string

@description('Whence it is reached.')
param subnetIds array

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'st${suffix}'
  location: location
  tags: tags
  kind: 'FileStorage'
  sku: { name: 'Premium_LRS' }
  properties: {
    // NFS knows no TLS of its own; the network is what keeps others out.
    supportsHttpsTrafficOnly: false
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    minimumTlsVersion: 'TLS1_2'
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      virtualNetworkRules: [for id in subnetIds: { id: id, action: 'Allow' }]
    }
  }

  resource service 'fileServices' = {
    name: 'default'
    resource share 'shares' = {
      name: 'desk'
      properties: { enabledProtocols: 'NFS', rootSquash: 'RootSquash', shareQuota: 100 }
    }
  }
}

output server string = '${account.name}.file.${environment().suffixes.storage}'
output share string = '/${account.name}/desk'
