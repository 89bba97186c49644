// amazon-cognito-identity-js: the library behind years of applications; SRP, TOTP, refresh, sign-out, password reset.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserAttribute,
  CognitoUserPool,
} from "amazon-cognito-identity-js";
import { endpoint, freshEmail, makePool, messageTo, password, refused, totp } from "./world.mjs";

const memory = () => {
  const items = new Map();
  return {
    setItem: (key, value) => items.set(key, value),
    getItem: (key) => items.get(key) ?? null,
    removeItem: (key) => items.delete(key),
    clear: () => items.clear(),
  };
};

const call = (run) =>
  new Promise((resolve, reject) => run((error, result) => (error ? reject(error) : resolve(result))));

async function confirmedUser(options) {
  const { userPoolId, clientId } = await makePool(options);
  const Pool = new CognitoUserPool({
    UserPoolId: userPoolId,
    ClientId: clientId,
    endpoint,
    Storage: memory(),
  });
  const email = freshEmail();
  const attributes = [new CognitoUserAttribute({ Name: "email", Value: email })];
  await call((done) => Pool.signUp(email, password, attributes, [], done));
  const user = new CognitoUser({ Username: email, Pool, Storage: memory() });
  const { code } = await messageTo(email);
  await call((done) => user.confirmRegistration(code, true, done));
  return { email, Pool, user };
}

const signIn = (user, email, secret, handlers = {}) =>
  new Promise((onSuccess, onFailure) =>
    user.authenticateUser(new AuthenticationDetails({ Username: email, Password: secret }), {
      onSuccess: (session) => onSuccess({ session }),
      onFailure,
      mfaSetup: () => onSuccess({ challenge: "MFA_SETUP" }),
      totpRequired: () => onSuccess({ challenge: "SOFTWARE_TOKEN_MFA" }),
      ...handlers,
    }),
  );

test("SRP signs in with the right password only, and the session refreshes and ends", async () => {
  const { email, Pool, user } = await confirmedUser();
  await refused(
    signIn(user, email, "Wrong-horse-7"),
    "NotAuthorizedException",
    "Incorrect username or password.",
  );
  const { session } = await signIn(user, email, password);
  assert.ok(session.isValid());
  assert.equal(session.getIdToken().payload.email, email);
  assert.equal(session.getAccessToken().payload.token_use, "access");

  const refreshed = await call((done) => user.refreshSession(session.getRefreshToken(), done));
  assert.notEqual(refreshed.getAccessToken().getJwtToken(), session.getAccessToken().getJwtToken());
  assert.equal(refreshed.getAccessToken().payload.auth_time, session.getAccessToken().payload.auth_time);

  await call((done) => user.changePassword(password, "Better-horse-8", done));
  await new Promise((onSuccess, onFailure) => user.globalSignOut({ onSuccess, onFailure }));
  const again = new CognitoUser({ Username: email, Pool, Storage: memory() });
  await refused(
    signIn(again, email, password),
    "NotAuthorizedException",
    "Incorrect username or password.",
  );
  await signIn(again, email, "Better-horse-8");
});

test("an authenticator app is set up during sign-in and asked for afterwards", async () => {
  const { email, Pool, user } = await confirmedUser({ mfa: "ON" });
  const setUp = await signIn(user, email, password);
  assert.equal(setUp.challenge, "MFA_SETUP");
  const secret = await new Promise((associateSecretCode, onFailure) =>
    user.associateSoftwareToken({ associateSecretCode, onFailure }),
  );
  const session = await new Promise((onSuccess, onFailure) =>
    user.verifySoftwareToken(totp(secret, -1), "phone", { onSuccess, onFailure }),
  );
  assert.ok(session.isValid());

  const again = new CognitoUser({ Username: email, Pool, Storage: memory() });
  const asked = await signIn(again, email, password);
  assert.equal(asked.challenge, "SOFTWARE_TOKEN_MFA");
  const answer = (code) =>
    new Promise((onSuccess, onFailure) =>
      again.sendMFACode(code, { onSuccess, onFailure }, "SOFTWARE_TOKEN_MFA"),
    );
  const right = totp(secret);
  const wrong = right === "000000" ? "111111" : "000000";
  await refused(answer(wrong), "CodeMismatchException");
  assert.ok((await answer(right)).isValid());
});

test("a forgotten password is reset with the code from the inbox", async () => {
  const { email, user } = await confirmedUser();
  await new Promise((onSuccess, onFailure) => user.forgotPassword({ onSuccess, onFailure }));
  const { code } = await messageTo(email);
  const reset = (given) =>
    new Promise((onSuccess, onFailure) =>
      user.confirmPassword(given, "Better-horse-8", { onSuccess, onFailure }),
    );
  const wrong = code === "000000" ? "111111" : "000000";
  await refused(
    reset(wrong),
    "CodeMismatchException",
    "Invalid verification code provided, please try again.",
  );
  await reset(code);
  await refused(
    reset(code),
    "ExpiredCodeException",
    "Invalid code provided, please request a code again.",
  );
  const { session } = await signIn(user, email, "Better-horse-8");
  assert.ok(session.isValid());
});
