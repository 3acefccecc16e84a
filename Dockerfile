# syntax=docker/dockerfile:1
# The desk as it runs on a server: production packages, no compiler, no root. Data goes to /app/data, everything else may be read-only.
ARG NODE=node:24.22.3-bookworm-slim

FROM ${NODE} AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc tsconfig.json tsconfig.build.json ./
# No package's own install script is needed to build or to run.
RUN npm ci --ignore-scripts
COPY src src
RUN npm run -s build && find dist -name '*.map' -delete && rm -r dist/demo dist/.tsbuildinfo

FROM ${NODE} AS install
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts/third-party-notices.cjs scripts/
# The bill of materials lacks what development packages need too, or is refused, while package.json names them.
RUN npm ci --omit=dev --ignore-scripts \
  && npm pkg delete devDependencies \
  && npm sbom --sbom-format=cyclonedx >sbom.json \
  && node scripts/third-party-notices.cjs >THIRD-PARTY-NOTICES.md \
  && rm -r scripts
# What is never run: a tokenizer for models of teams-ai's own, signing in from a browser, a helper of an install script. And what only compilers and people read.
RUN rm -r node_modules/gpt-tokenizer node_modules/@azure/msal-browser node_modules/rimraf \
  && find node_modules -type f -regex '.*\.\(map\|md\|d\.[mc]?ts\)' -delete

FROM ${NODE}
ENV NODE_ENV=production
WORKDIR /app
COPY --from=install /app ./
COPY --from=build /build/dist dist
COPY agents agents
COPY appPackage appPackage
COPY cards cards
COPY demo demo
COPY env env
COPY knowledge knowledge
COPY policy policy
COPY workflows workflows
RUN mkdir data && chown 1000:1000 data
VOLUME /app/data
USER 1000:1000
EXPOSE 3978
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3978}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js", "serve"]
