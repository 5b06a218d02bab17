// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
// An OpenID provider on loopback (npm package oidc-provider, put here by fetch.sh), whose one person
// agrees to everything at once. Prints its port as the first line and runs until its standard input
// ends. Beside the provider it answers to the test:
//   GET /_peer/state -> {"tokens": [every access and refresh token that was given out]}
// Clients: "cid" is public, for loopback return URLs; "svc" has the secret "csec" and returns to the
// URL in SERVICE_RETURN.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import fs from "node:fs";
import path from "node:path";

const here = path.dirname(fileURLToPath(import.meta.url));
const home = path.resolve(here, "../../build/peers/oidc/node_modules/");
if (!fs.existsSync(path.join(home, "oidc-provider"))) {
  console.error("oidc-provider is not there");
  process.exit(77);
}
const require = createRequire(path.join(home, "x.js"));
const { default: Provider } =
  await import(pathToFileURL(require.resolve("oidc-provider")).href);
console.warn = console.info = () => {};

const server = createServer();
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;
const tokens = [];

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "cid",
      application_type: "native",
      token_endpoint_auth_method: "none",
      redirect_uris: ["http://127.0.0.1/callback"],
      grant_types: ["authorization_code", "refresh_token",
        "urn:ietf:params:oauth:grant-type:device_code"],
    },
    {
      client_id: "svc",
      client_secret: "csec",
      redirect_uris: [process.env.SERVICE_RETURN ?? "http://127.0.0.1:1/idp/callback"],
      grant_types: ["authorization_code", "refresh_token"],
    },
  ],
  features: { devInteractions: { enabled: false }, deviceFlow: { enabled: true } },
  interactions: { url: (ctx, interaction) => `/_peer/agree/${interaction.uid}` },
  pkce: { required: (ctx, client) => client.clientId === "cid" },
  issueRefreshToken: async () => true,
  findAccount: async (ctx, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  cookies: { keys: ["peer"] },
  ttl: { AccessToken: 3600, Interaction: 600, Session: 600, Grant: 3600, RefreshToken: 86400 },
});
provider.on("grant.success", (ctx) => {
  for (const name of ["access_token", "refresh_token"]) {
    if (ctx.body?.[name]) tokens.push(ctx.body[name]);
  }
});

async function agree(request, response) {
  const details = await provider.interactionDetails(request, response);
  const result = {};
  if (details.prompt.name === "login") {
    result.login = { accountId: "ada" };
  } else {
    const grant = details.grantId
      ? await provider.Grant.find(details.grantId)
      : new provider.Grant({ accountId: details.session.accountId,
        clientId: details.params.client_id });
    grant.addOIDCScope(details.params.scope ?? "openid");
    result.consent = { grantId: await grant.save() };
  }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

const callback = provider.callback();
server.on("request", (request, response) => {
  if (request.url === "/_peer/state") {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ tokens }));
  } else if (request.url.startsWith("/_peer/agree/")) {
    agree(request, response).catch((error) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  } else {
    callback(request, response);
  }
});
console.log(server.address().port);
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
