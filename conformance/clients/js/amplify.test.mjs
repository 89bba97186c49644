// aws-amplify v6: sign-up, SRP sign-in, refresh, TOTP set-up and challenge, password reset, sign-out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Amplify } from "aws-amplify";
import {
  confirmResetPassword,
  confirmSignIn,
  confirmSignUp,
  fetchAuthSession,
  fetchUserAttributes,
  resetPassword,
  setUpTOTP,
  signIn,
  signOut,
  signUp,
  updateMFAPreference,
  verifyTOTPSetup,
} from "aws-amplify/auth";
import { endpoint, freshEmail, makePool, messageTo, password, refused, totp } from "./world.mjs";

async function confirmedUser(options) {
  const { userPoolId, clientId } = await makePool(options);
  Amplify.configure({
    Auth: { Cognito: { userPoolId, userPoolClientId: clientId, userPoolEndpoint: endpoint } },
  });
  const username = freshEmail();
  const { nextStep } = await signUp({ username, password, options: { userAttributes: { email: username } } });
  assert.equal(nextStep.signUpStep, "CONFIRM_SIGN_UP");
  const { code } = await messageTo(username);
  const wrong = code === "000000" ? "111111" : "000000";
  await refused(
    confirmSignUp({ username, confirmationCode: wrong }),
    "CodeMismatchException",
    "Invalid verification code provided, please try again.",
  );
  await confirmSignUp({ username, confirmationCode: code });
  return username;
}

test("sign-up to SRP sign-in to refresh to sign-out", async () => {
  const username = await confirmedUser();
  await refused(
    signIn({ username, password: "Wrong-horse-7" }),
    "NotAuthorizedException",
    "Incorrect username or password.",
  );
  const { isSignedIn } = await signIn({ username, password });
  assert.ok(isSignedIn);
  const { tokens } = await fetchAuthSession();
  assert.equal(tokens.idToken.payload.email, username);
  const refreshed = await fetchAuthSession({ forceRefresh: true });
  assert.notEqual(refreshed.tokens.accessToken.toString(), tokens.accessToken.toString());
  assert.equal((await fetchUserAttributes()).email_verified, "true");
  await signOut({ global: true });
  await assert.rejects(fetchUserAttributes());
});

test("TOTP is set up while signed in and asked for at the next sign-in", async () => {
  const username = await confirmedUser({ mfa: "OPTIONAL" });
  await signIn({ username, password });
  const { sharedSecret } = await setUpTOTP();
  const right = totp(sharedSecret, -1);
  const wrong = right === "000000" ? "111111" : "000000";
  await refused(verifyTOTPSetup({ code: wrong }), "EnableSoftwareTokenMFAException");
  await verifyTOTPSetup({ code: right });
  await updateMFAPreference({ totp: "PREFERRED" });
  await signOut();

  const { nextStep } = await signIn({ username, password });
  assert.equal(nextStep.signInStep, "CONFIRM_SIGN_IN_WITH_TOTP_CODE");
  await refused(confirmSignIn({ challengeResponse: "000000" }), "CodeMismatchException");
  const { isSignedIn } = await confirmSignIn({ challengeResponse: totp(sharedSecret) });
  assert.ok(isSignedIn);
  await signOut();
});

test("a forgotten password is reset", async () => {
  const username = await confirmedUser();
  const { nextStep } = await resetPassword({ username });
  assert.equal(nextStep.resetPasswordStep, "CONFIRM_RESET_PASSWORD_WITH_CODE");
  const { code } = await messageTo(username);
  await confirmResetPassword({ username, confirmationCode: code, newPassword: "Better-horse-8" });
  const { isSignedIn } = await signIn({ username, password: "Better-horse-8" });
  assert.ok(isSignedIn);
  await signOut();
});
