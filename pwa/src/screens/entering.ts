/** The screens before anybody is signed in. */

export { Invitation } from './invitation/invitation';
export { SignIn } from './sign-in/sign-in';
