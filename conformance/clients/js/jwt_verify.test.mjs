// aws-jwt-verify and jose: the pool's tokens verify against its JWKS, and altered or foreign ones do not.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { CognitoJwtVerifier, JwtRsaVerifier } from "aws-jwt-verify";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { admin, endpoint, freshEmail, makePool, password } from "./world.mjs";

async function signedIn() {
  const pool = await makePool();
  const email = freshEmail();
  await admin.send(
    new AdminCreateUserCommand({
      UserPoolId: pool.userPoolId,
      Username: email,
      MessageAction: "SUPPRESS",
      UserAttributes: [
        { Name: "email", Value: email },
        { Name: "email_verified", Value: "true" },
      ],
    }),
  );
  await admin.send(
    new AdminSetUserPasswordCommand({
      UserPoolId: pool.userPoolId,
      Username: email,
      Password: password,
      Permanent: true,
    }),
  );
  const { AuthenticationResult: tokens } = await admin.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: pool.clientId,
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  );
  const discovery = await fetch(`${endpoint}/${pool.userPoolId}/.well-known/openid-configuration`);
  const { issuer } = await discovery.json();
  const jwks = await (await fetch(`${endpoint}/${pool.userPoolId}/.well-known/jwks.json`)).json();
  return { ...pool, tokens, issuer, jwks };
}

const tampered = (token) => {
  const [header, payload, signature] = token.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url"));
  claims["cognito:groups"] = ["admins"];
  return [header, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
};

const awsIssued = process.env.COGNITO_ISSUER === "aws";

test("aws-jwt-verify's CognitoJwtVerifier accepts the tokens", { skip: !awsIssued }, async () => {
  const { userPoolId, clientId, tokens, jwks } = await signedIn();
  for (const [tokenUse, token] of [
    ["id", tokens.IdToken],
    ["access", tokens.AccessToken],
  ]) {
    const verifier = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse });
    verifier.cacheJwks(jwks);
    assert.equal((await verifier.verify(token)).token_use, tokenUse);
    await assert.rejects(verifier.verify(tampered(token)), /Invalid signature/);
    const other = CognitoJwtVerifier.create({ userPoolId, clientId: "another", tokenUse });
    other.cacheJwks(jwks);
    await assert.rejects(other.verify(token), /not allowed|Expected/i);
  }
});

test("aws-jwt-verify's generic verifier accepts the emulator's issuer", async () => {
  const { clientId, tokens, issuer, jwks } = await signedIn();
  const verifier = JwtRsaVerifier.create({ issuer, audience: clientId, jwksUri: `${issuer}/.well-known/jwks.json` });
  verifier.cacheJwks(jwks);
  assert.equal((await verifier.verify(tokens.IdToken)).aud, clientId);
  await assert.rejects(verifier.verify(tampered(tokens.IdToken)), /Invalid signature/);
});

test("jose follows the published key set", async () => {
  const mine = await signedIn();
  const theirs = await signedIn();
  const keys = createRemoteJWKSet(new URL(`${endpoint}/${mine.userPoolId}/.well-known/jwks.json`));
  const options = { issuer: mine.issuer, audience: mine.clientId, algorithms: ["RS256"] };
  const { payload } = await jwtVerify(mine.tokens.IdToken, keys, options);
  assert.equal(payload.token_use, "id");
  await assert.rejects(jwtVerify(theirs.tokens.IdToken, keys, options));
});
