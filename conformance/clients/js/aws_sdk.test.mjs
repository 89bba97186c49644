// The AWS SDK for JavaScript: password sign-in with a client secret, refresh, revocation, and what must be refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  GetUserCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { endpoint, freshEmail, makePool, messageTo, password, refused, region, secretHash } from "./world.mjs";

const anonymous = new CognitoIdentityProviderClient({
  region,
  endpoint,
  maxAttempts: 1,
  signer: { sign: async (request) => request },
  credentials: { accessKeyId: "none", secretAccessKey: "none" },
});

test("a user signs up, confirms, signs in, refreshes and is revoked", async () => {
  const pool = await makePool({ secret: true });
  const email = freshEmail();
  const hash = secretHash(email, pool);
  const signUp = await anonymous.send(
    new SignUpCommand({
      ClientId: pool.clientId,
      SecretHash: hash,
      Username: email,
      Password: password,
      UserAttributes: [{ Name: "email", Value: email }],
    }),
  );
  assert.equal(signUp.UserConfirmed, false);
  assert.equal(signUp.CodeDeliveryDetails.DeliveryMedium, "EMAIL");
  const signIn = (secret, given = hash) =>
    anonymous.send(
      new InitiateAuthCommand({
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId: pool.clientId,
        AuthParameters: { USERNAME: email, PASSWORD: secret, ...(given && { SECRET_HASH: given }) },
      }),
    );
  await refused(signIn(password), "UserNotConfirmedException", "User is not confirmed.");

  const { code } = await messageTo(email);
  const wrong = code === "000000" ? "111111" : "000000";
  const confirm = (ConfirmationCode) =>
    anonymous.send(
      new ConfirmSignUpCommand({ ClientId: pool.clientId, SecretHash: hash, Username: email, ConfirmationCode }),
    );
  await refused(
    confirm(wrong),
    "CodeMismatchException",
    "Invalid verification code provided, please try again.",
  );
  await confirm(code);

  await refused(signIn("Wrong-horse-7"), "NotAuthorizedException", "Incorrect username or password.");
  await refused(
    signIn(password, "bm90IHRoZSBoYXNo"),
    "NotAuthorizedException",
    `Unable to verify secret hash for client ${pool.clientId}`,
  );
  const { AuthenticationResult: first } = await signIn(password);
  assert.equal(first.TokenType, "Bearer");
  const me = await anonymous.send(new GetUserCommand({ AccessToken: first.AccessToken }));
  assert.equal(me.Username, signUp.UserSub);

  const refresh = () =>
    anonymous.send(
      new InitiateAuthCommand({
        AuthFlow: "REFRESH_TOKEN_AUTH",
        ClientId: pool.clientId,
        AuthParameters: {
          REFRESH_TOKEN: first.RefreshToken,
          SECRET_HASH: secretHash(me.Username, pool),
        },
      }),
    );
  const { AuthenticationResult: second } = await refresh();
  assert.equal(second.RefreshToken, undefined);

  await anonymous.send(
    new RevokeTokenCommand({
      Token: first.RefreshToken,
      ClientId: pool.clientId,
      ClientSecret: pool.clientSecret,
    }),
  );
  await refused(refresh(), "NotAuthorizedException", "Refresh Token has been revoked");
  await refused(
    anonymous.send(new GetUserCommand({ AccessToken: second.AccessToken })),
    "NotAuthorizedException",
    "Access Token has been revoked",
  );
});

test("a browser may call the endpoint from another origin", async () => {
  const response = await fetch(endpoint, {
    method: "OPTIONS",
    headers: {
      origin: "http://localhost:5173",
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,x-amz-target,x-amz-user-agent",
    },
  });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("access-control-allow-origin"), "*");
  assert.match(response.headers.get("access-control-allow-headers"), /x-amz-target/i);
});
