export { planDeliveries, type PlannedDelivery } from './callbacks.js'
export { readDirectives } from './directives.js'
export { createSandboxWorkflows } from './workflows.js'
