import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransform } from 'fastify-type-provider-zod'
import { tidyJsonSchema, TAGS } from './operation.js'

const transform = createJsonSchemaTransform({ zodToJsonConfig: { override: tidyJsonSchema } })

/** `/openapi.json` and `/docs`, made from the route schemas. Register before the routes. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Troubadour',
        version,
        description:
          'Self-hosted music generation that speaks the Suno API. Songs are composed and performed on the server; outcomes arrive by callback, can be polled, and play while they are made.',
        license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      },
      servers: [{ url: '/', description: 'This server' }],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of this server' },
        },
      },
    },
    // OpenAPI has no paths of any depth: the rest of a path is documented as one parameter.
    transform: (route) => transform({ ...route, url: route.url.replace(/\*$/, ':key') }),
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { persistAuthorization: true },
    theme: {
      title: 'Troubadour API reference',
      // The bar at the top is for reading other documents.
      css: [{ filename: 'theme.css', content: '.swagger-ui .topbar { display: none }' }],
    },
  })
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}
