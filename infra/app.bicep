// The desk itself, in Container Apps: replicas that share the database, an identity, read-only settings, probes.
param location string
param tags object
param suffix string

@description('SERVER/treasury-desk@sha256:... Empty: the environment alone.')
param image string
param registryServer string
param replicas int
param subnetId string
param workspaceId string
param identityId string
param identityClientId string
param filesServer string
param filesShare string
param databaseUrl string
param searchEndpoint string
param searchIndex string
param agents string
param projectEndpoint string
param toolsAudience string
param toolsCallerId string
param vaultUri string
param secretSettings array

var name = 'ca-desk-${suffix}'
var port = 3978

resource environment 'Microsoft.App/managedEnvironments@2025-07-01' = {
  name: 'cae-desk-${suffix}'
  location: location
  tags: tags
  properties: {
    // By way of the platform's own diagnostics: that takes no key of the workspace.
    appLogsConfiguration: { destination: 'azure-monitor' }
    vnetConfiguration: { infrastructureSubnetId: subnetId, internal: false }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
    zoneRedundant: replicas > 1
  }

  resource files 'storages' = {
    name: 'files'
    properties: { nfsAzureFile: { server: filesServer, shareName: filesShare, accessMode: 'ReadWrite' } }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: environment
  name: 'logs'
  properties: { workspaceId: workspaceId, logs: [{ categoryGroup: 'allLogs', enabled: true }] }
}

var settings = [
  { name: 'PROFILE', value: 'production' }
  { name: 'PORT', value: string(port) }
  { name: 'MICROSOFT_APP_TYPE', value: 'UserAssignedMSI' }
  { name: 'MICROSOFT_APP_ID', value: identityClientId }
  { name: 'MICROSOFT_APP_TENANT_ID', value: tenant().tenantId }
  { name: 'DATABASE_URL', value: databaseUrl }
  { name: 'DATABASE_IDENTITY', value: 'managed' }
  { name: 'DATABASE_CLIENT_ID', value: identityClientId }
  { name: 'PEOPLE_FILE', value: '/files/people.yaml' }
  { name: 'SANCTIONS_LIST_DIR', value: '/files/lists/sdn' }
  { name: 'LEDGER_DIR', value: '/files/ledger' }
]
// The identity that asks the index is found by this name of the Azure SDK's own.
var searchSettings = empty(searchEndpoint) ? [] : [
  { name: 'AZURE_SEARCH_ENDPOINT', value: searchEndpoint }
  { name: 'AZURE_SEARCH_INDEX', value: searchIndex }
  { name: 'AZURE_CLIENT_ID', value: identityClientId }
]
var agentSettings = empty(projectEndpoint) ? [] : [
  { name: 'AGENTS', value: agents }
  { name: 'AGENTS_DIR', value: '/files/agents' }
  { name: 'FOUNDRY_PROJECT_ENDPOINT', value: projectEndpoint }
  { name: 'FOUNDRY_IDENTITY', value: 'managed' }
  { name: 'FOUNDRY_CLIENT_ID', value: identityClientId }
  { name: 'MCP_ENTRA_TENANT', value: tenant().tenantId }
  { name: 'MCP_ENTRA_AUDIENCE', value: toolsAudience }
  { name: 'MCP_ENTRA_OBJECT_IDS', value: toolsCallerId }
]
var hiddenSettings = [for one in secretSettings: { name: one.setting, secretRef: one.secret }]

resource desk 'Microsoft.App/containerApps@2025-07-01' = if (!empty(image)) {
  name: name
  location: location
  tags: tags
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: { external: true, targetPort: port, transport: 'http', allowInsecure: false }
      registries: [{ server: registryServer, identity: identityId }]
      secrets: [for one in secretSettings: {
        name: one.secret
        keyVaultUrl: '${vaultUri}secrets/${one.secret}'
        identity: identityId
      }]
      maxInactiveRevisions: 3
    }
    template: {
      // Longer than the desk takes to finish the steps it is in.
      terminationGracePeriodSeconds: 60
      containers: [
        {
          name: 'desk'
          image: image
          env: concat(settings, searchSettings, agentSettings, hiddenSettings)
          resources: { cpu: 1, memory: '2Gi' }
          volumeMounts: [{ volumeName: 'files', mountPath: '/files' }, { volumeName: 'data', mountPath: '/app/data' }]
          probes: [
            { type: 'Startup', httpGet: { path: '/healthz', port: port }, periodSeconds: 2, failureThreshold: 60 }
            { type: 'Liveness', httpGet: { path: '/healthz', port: port }, periodSeconds: 10, timeoutSeconds: 5 }
            { type: 'Readiness', httpGet: { path: '/readyz', port: port }, periodSeconds: 5, timeoutSeconds: 5 }
          ]
        }
      ]
      volumes: [
        { name: 'files', storageType: 'NfsAzureFile', storageName: environment::files.name }
        { name: 'data', storageType: 'EmptyDir' }
      ]
      scale: { minReplicas: replicas, maxReplicas: replicas }
    }
  }
}

// Known before the desk is there, so that the bot and the gateway can be told.
output domain string = '${name}.${environment.properties.defaultDomain}'
output url string = 'https://${name}.${environment.properties.defaultDomain}'
