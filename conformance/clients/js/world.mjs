// What every journey needs: the endpoint, a pool made through the AWS SDK, and the inbox.
import { createHmac, randomUUID } from "node:crypto";
import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  SetUserPoolMfaConfigCommand,
} from "@aws-sdk/client-cognito-identity-provider";

export const endpoint = process.env.COGNITO_ENDPOINT;
export const region = "us-east-1";
export const password = "Correct-horse-7";

export const admin = new CognitoIdentityProviderClient({
  region,
  endpoint,
  maxAttempts: 1,
  credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "local" },
});

/** Make a pool whose users sign in with their e-mail address, and a public client. */
export async function makePool({ mfa = "OFF", secret = false, flows } = {}) {
  const { UserPool } = await admin.send(
    new CreateUserPoolCommand({
      PoolName: "journey",
      UsernameAttributes: ["email"],
      AutoVerifiedAttributes: ["email"],
    }),
  );
  if (mfa !== "OFF") {
    await admin.send(
      new SetUserPoolMfaConfigCommand({
        UserPoolId: UserPool.Id,
        MfaConfiguration: mfa,
        SoftwareTokenMfaConfiguration: { Enabled: true },
      }),
    );
  }
  const { UserPoolClient } = await admin.send(
    new CreateUserPoolClientCommand({
      UserPoolId: UserPool.Id,
      ClientName: "web",
      GenerateSecret: secret,
      ExplicitAuthFlows: flows ?? [
        "ALLOW_USER_SRP_AUTH",
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
      ],
    }),
  );
  return {
    userPoolId: UserPool.Id,
    clientId: UserPoolClient.ClientId,
    clientSecret: UserPoolClient.ClientSecret,
  };
}

/** Return the newest message that reached this address. */
export async function messageTo(destination) {
  const query = new URLSearchParams({ destination });
  const response = await fetch(`${endpoint}/_emulator/messages?${query}`);
  const { messages } = await response.json();
  return messages.at(-1);
}

export const freshEmail = () => `user-${randomUUID()}@example.com`;

export const secretHash = (username, { clientId, clientSecret }) =>
  createHmac("sha256", clientSecret).update(username + clientId).digest("base64");

/** Return the time-based code of a base32 secret, `steps` 30-second steps from now. */
export function totp(secret, steps = 0) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  let bits = "";
  for (const character of secret.replace(/=+$/, "")) {
    bits += alphabet.indexOf(character).toString(2).padStart(5, "0");
  }
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + steps));
  const digest = createHmac("sha1", key).update(counter).digest();
  const offset = digest[digest.length - 1] & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1000000).padStart(6, "0");
}

/** Assert that a promise is refused with an AWS error of this name and text. */
export async function refused(promise, name, message) {
  let error;
  try {
    await promise;
  } catch (caught) {
    error = caught;
  }
  if (!error) {
    throw new Error(`expected ${name}, but the call succeeded`);
  }
  const seen = error.name === "Error" || !error.name ? error.code : error.name;
  if (seen !== name || (message !== undefined && error.message !== message)) {
    throw new Error(`expected ${name} "${message}", got ${seen} "${error.message}"`);
  }
}
