FROM node:24-slim AS build
WORKDIR /doorstep
COPY . .
RUN npm ci && TURBO_TELEMETRY_DISABLED=1 npx turbo run build && npm prune --omit=dev

FROM node:24-slim
WORKDIR /doorstep
COPY --from=build /doorstep ./
USER node
CMD ["node", "apps/service/dist/programs/main.js"]
